// What passes the choices: statements in the table, the edges that they state, the organisations at their ends.
const {nodes, edges, statements} = sources
const said = statements.data
const level = levels[choices.level.active]
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
const chosen = (choice) => new Set(choice === undefined ? [] : choice.active.map((number) => choice.tags[number]))
const types = chosen(choices.type)
const statuses = chosen(choices.status)
const words = fold(choices.search.value_input ?? "").split(/\s+/).filter((word) => word !== "")
const {organisation, theme, article, time, undated, most} = choices
const note = document.getElementById("shown")
if (most !== undefined && note.textContent === "" && window.innerWidth < 700) {
  note.textContent = "…"
  most.value = 12 // what a phone has room for; this runs again
  return
}

const inTime = (row) => {
  if (time === undefined || Number.isNaN(said.first[row]) || said.first[row] === null) {
    return undated === undefined || undated.active
  }
  return said.first[row] <= time.value[1] && said.last[row] >= time.value[0]
}
const concerns = (row, name) => {
  const edge = said[level][row]
  return said.source[row] === name || said.target[row] === name
    || (edge >= 0 && (edges.data.source[edge] === name || edges.data.target[edge] === name))
}
const says = (row) => {
  const told = ["pair", "deal", "themes", "title", "sentence"].map((field) => said[field][row])
  const text = fold([...told, edges.data.pair[said[level][row]]].join(" ")) // groups are found by their name too
  return words.every((word) => text.includes(word))
}
const passes = (row) => types.has(said.type[row])
  && (said.status[row] === "" || statuses.has(said.status[row]))
  && (organisation.value === "" || concerns(row, organisation.value))
  && (theme.value === "" || said.themes[row].split(", ").includes(theme.value))
  && (article.value === "" || said.article[row] === Number(article.value))
  && inTime(row) && (words.length === 0 || says(row))

const rows = said.type.map((_, row) => row).filter(passes)
const stories = new Map()
for (const row of rows) {
  const edge = said[level][row]
  if (edge >= 0) stories.set(edge, (stories.get(edge) ?? new Set()).add(said.story[row]))
}
const ranked = [...stories.keys()].sort((a, b) => stories.get(b).size - stories.get(a).size || a - b)
const drawn = ranked.slice(0, most === undefined ? undefined : most.value).sort((a, b) => a - b)
const ends = new Set(drawn.flatMap((edge) => [edges.data.source[edge], edges.data.target[edge]]))
const places = nodes.data.shown.map((_, place) => place)
  .filter((place) => nodes.data.level[place] === level && ends.has(nodes.data.shown[place]))

filters.statements.indices = rows
filters.edges.indices = drawn
filters.nodes.indices = places
const of = (part, whole, noun) => `${part === whole ? "" : `${part} of `}${whole} ${noun}${whole === 1 ? "" : "s"}`
const edgesOfLevel = edges.data.level.filter((found) => found === level).length
note.textContent = rows.length === 0 ? "Nothing passes these choices."
  : `Drawn: ${of(drawn.length, edgesOfLevel, "edge")}${drawn.length < ranked.length ? ", the most told" : ""}. In the table: ${of(rows.length, said.type.length, "statement")}.`
// the picture holds still while the time slider moves, so that one sees what comes and goes
fit.execute(cb_obj, {still: cb_obj === time})
