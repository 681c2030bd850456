dofile(os.getenv("SCRIPTS") .. "/common.lua")

local function encoded(text)
  return (text:gsub("[^%w]", function(c) return string.format("%%%02X", c:byte()) end))
end

-- What people type, one after the other; each process that asks anew begins where the one before ended.
local queries = lines(os.getenv("QUERIES") or "queries.txt")
local headers = as(lines("tokens.txt")[1])
local at = from

function request()
  at = at + 1
  return wrk.format("GET", "/v1/search?limit=20&q=" .. encoded(queries[1 + at % #queries]), headers)
end
