dofile(os.getenv("SCRIPTS") .. "/common.lua")

-- A copy that begins: the page is full.
function request()
  return wrk.format("GET", "/v1/quotes/changes?limit=100")
end
