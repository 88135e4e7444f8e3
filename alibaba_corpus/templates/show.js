// A click on an organisation chooses it; on an edge or a row it lists the sentences and goes to the first.
const {nodes, edges, statements} = sources
if (cb_obj.indices.length === 0) return
if (cb_obj === nodes.selected) {
  const [place] = nodes.selected.indices
  setTimeout(() => {
    nodes.selected.indices = []
    edges.selected.indices = []
    choices.organisation.value = nodes.data.shown[place]
  }, 20)
  return
}
const said = statements.data
const level = choices.level.active === 0 ? "group" : "organisation"
const show = () => {
  if (nodes.selected.indices.length > 0) return // a click where lines end means the organisation there
  const rows = cb_obj === statements.selected ? statements.selected.indices
    : filters.statements.indices.filter((row) => edges.selected.indices.includes(said[level][row]))
  const list = document.getElementById("sentences")
  document.querySelectorAll(".told").forEach((element) => element.classList.remove("told"))
  list.replaceChildren()
  for (const row of rows) {
    const link = document.createElement("a")
    link.href = "#" + said.anchor[row]
    link.textContent = said.sentence[row]
    const about = document.createElement("small")
    about.textContent = [said.pair[row], said.deal[row], said.date[row], said.title[row]].filter(Boolean).join(" · ")
    const item = document.createElement("li")
    item.append(link, about)
    list.append(item)
    document.getElementById(said.anchor[row])?.classList.add("told")
  }
  document.getElementById("chosen").hidden = rows.length === 0
  list.querySelector("a")?.click()
}
setTimeout(show)
