dofile(os.getenv("SCRIPTS") .. "/common.lua")

-- Lines of PAGES: what somebody's session asks of Parse Server. A line with a body is sent anew each time: it makes something.
local requests = {}
for line in io.lines(os.getenv("PAGES")) do
  local session, path, body = line:match("^(%S+) (%S+) ?(.*)$")
  local headers = {
    ["X-Parse-Application-Id"] = "bench",
    ["X-Parse-Session-Token"] = session,
    ["Content-Type"] = "application/json",
  }
  requests[#requests + 1] = { body == "" and "GET" or "POST", path, headers, body ~= "" and body or nil }
end

function request()
  local one = requests[math.random(#requests)]
  one.text = one.text or wrk.format(one[1], one[2], one[3], one[4])
  return one.text
end
