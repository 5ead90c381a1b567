import { expect, it } from 'vitest'
import { openerOf } from './browser.ts'

it('is opened by what the system has for it', () => {
  expect(openerOf('darwin', {})).toEqual(['open'])
  expect(openerOf('win32', {})).toEqual(['cmd', '/c', 'start', ''])
  expect(openerOf('linux', { DISPLAY: ':0' })).toEqual(['xdg-open'])
  expect(openerOf('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open'])
})

it('is not opened on a machine without a screen', () => {
  expect(openerOf('linux', { DISPLAY: '' })).toBeUndefined()
})
