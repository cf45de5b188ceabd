// Derives resources/oncotree/oncotree.json from a dated OncoTree release (CC-BY-4.0, Memorial Sloan Kettering Cancer Center).
//   node oncotree.mjs oncotree_2025_10_03.json
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readText, resources, RETRIEVED } from './lib.mjs'

const file = process.argv[2]
if (!file) {
  console.error('usage: node oncotree.mjs TREE.json')
  process.exit(2)
}
const version = basename(file, '.json')
const nodes = []
const visit = (node) => {
  const { code, name, mainType, tissue, parent } = node
  if (code !== 'TISSUE')
    nodes.push({
      code,
      name,
      mainType: mainType || null,
      tissue: tissue || null,
      parent: parent === 'TISSUE' ? null : parent,
    })
  for (const child of Object.values(node.children ?? {})) visit(child)
}
for (const root of Object.values(JSON.parse(readText(file)))) visit(root)
writeFileSync(
  join(resources, 'oncotree/oncotree.json'),
  `{"version":${JSON.stringify(version)},"released":${JSON.stringify(version.replace(/^oncotree_/, '').replaceAll('_', '-'))},"retrieved":"${RETRIEVED}","licence":"CC-BY-4.0",\n"attribution":"OncoTree, Memorial Sloan Kettering Cancer Center (Kundra et al., JCO Clin Cancer Inform 2021, PMID 33625877)",\n"types":[\n${nodes.map((n) => JSON.stringify(n)).join(',\n')}\n]}\n`,
)
writeFileSync(
  join(resources, 'oncotree/SOURCES.md'),
  `# OncoTree\n\n\`oncotree.json\` is the tumor-type tree of OncoTree, release ${version}, reduced to code, name, main type, tissue and parent.\n\n- Source: repository cBioPortal/oncotree, \`trees/${version}.json\`; retrieved ${RETRIEVED}.\n- Licence: Creative Commons Attribution 4.0 International (CC-BY-4.0).\n- Attribution: OncoTree, Memorial Sloan Kettering Cancer Center. Kundra R, et al. OncoTree: A Cancer Classification System for Precision Oncology. JCO Clin Cancer Inform 2021;5:221-230. PMID 33625877.\n- Changes: nested tree flattened to a list, other fields (colours, history, external references) removed, the artificial root "TISSUE" left out (its children have parent null).\n- Derived by \`resources/build/oncotree.mjs\`.\n`,
)
console.log(`${version}: ${nodes.length} nodes, ${nodes.filter((n) => n.parent === null).length} tissues`)
