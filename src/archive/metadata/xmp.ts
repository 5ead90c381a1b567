import type { PhotoFacts } from './facts.ts'

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** An XMP packet with the same facts as the EXIF: some photo apps look at the one, some at the other. */
export function xmpOf({ takenAt, offset, caption }: PhotoFacts): Buffer {
  const time = `${takenAt}${offset}`
  const description = caption
    ? `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(caption)}</rdf:li></rdf:Alt></dc:description>`
    : ''
  return Buffer.from(`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" exif:DateTimeOriginal="${time}" xmp:CreateDate="${time}">${description}</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`)
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPED[sign] ?? sign)
}
