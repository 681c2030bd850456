dofile(os.getenv("SCRIPTS") .. "/common.lua")

-- Lines of PAGES: a token and what it asks for. One after the other, so that a reader comes again only when all others did.
local requests = {}
for line in io.lines(os.getenv("PAGES")) do
  local token, path = line:match("^(%S+) (%S+)$")
  requests[#requests + 1] = { as(token), path }
end
local at = from

function request()
  at = at + 1
  local one = requests[1 + at % #requests]
  one.text = one.text or wrk.format("GET", one[2], one[1])
  return one.text
end
