dofile(os.getenv("SCRIPTS") .. "/common.lua")

local tokens = lines("tokens.txt")
local requests = {}

-- wrk knows the host only once it asks for requests.
function request()
  local reader = math.random(20)
  requests[reader] = requests[reader] or wrk.format("GET", "/v1/feeds/home?limit=20", as(tokens[reader]))
  return requests[reader]
end
