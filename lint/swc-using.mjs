// dependency-cruiser walks with swc's visitor, which stops at a `using` declaration; this teaches it to go on.
import { Visitor } from '@swc/core/Visitor.js'

const visitStatement = Visitor.prototype.visitStatement

Visitor.prototype.visitStatement = function (statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement)
  this.visitVariableDeclarators(statement.decls)
  return statement
}
