// Writes resources/templates/knowledge-spreadsheet.xlsx from the CSV template beside it, so that the two never differ.
//   node knowledge-template.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { resources } from './lib.mjs'

const folder = join(resources, 'templates')
const rows = parse(readFileSync(join(folder, 'knowledge-spreadsheet.csv'), 'utf8'), {
  relax_column_count: true,
})
const xml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const column = (index) => String.fromCharCode(65 + index)
const cell = (text, row, index) =>
  text === ''
    ? ''
    : `<c r="${column(index)}${row}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`
const sheet = rows.map(
  (cells, row) =>
    `<row r="${row + 1}">${cells.map((text, index) => cell(text, row + 1, index)).join('')}</row>`,
)
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRel = 'http://schemas.openxmlformats.org/package/2006/relationships'
const files = {
  '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  '_rels/.rels': `${head}<Relationships xmlns="${packageRel}"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="rules" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packageRel}"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${main}"><cols><col min="1" max="16" width="22" customWidth="1"/></cols><sheetData>${sheet.join('')}</sheetData></worksheet>`,
}

// A ZIP file with its parts stored as they are.
const parts = []
const directory = []
let offset = 0
for (const [name, content] of Object.entries(files)) {
  const [title, data] = [Buffer.from(name), Buffer.from(content)]
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(0x5a21, 8) // 2025-01-01: the same bytes whenever it is made
  common.writeUInt32LE(crc32(data), 10)
  common.writeUInt32LE(data.length, 14)
  common.writeUInt32LE(data.length, 18)
  common.writeUInt16LE(title.length, 22)
  parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, title, data)
  const end = Buffer.alloc(14)
  end.writeUInt32LE(offset, 10)
  directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, end, title)
  offset += 30 + title.length + data.length
}
const central = Buffer.concat(directory)
const end = Buffer.alloc(18)
end.writeUInt16LE(parts.length / 4, 4)
end.writeUInt16LE(parts.length / 4, 6)
end.writeUInt32LE(central.length, 8)
end.writeUInt32LE(offset, 12)
writeFileSync(
  join(folder, 'knowledge-spreadsheet.xlsx'),
  Buffer.concat([...parts, central, Buffer.from('PK\x05\x06', 'latin1'), end]),
)
