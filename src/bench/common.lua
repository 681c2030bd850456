-- What the scripts share. wrk runs in the folder of the run, with one thread; FROM is where a measured window goes on
-- after its warm-up.

math.randomseed(42)

function lines(file)
  local all = {}
  for line in io.lines(file) do
    all[#all + 1] = line
  end
  return all
end

from = tonumber(os.getenv("FROM") or "0")

function as(token)
  return { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
end

function done(summary)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("RESULT %d %d %d\n", summary.requests, summary.duration, failed))
end

-- Costs wrk a third of its speed, hence on demand.
if os.getenv("BENCH_EXPLAIN") then
  function response(status, headers, body)
    if status >= 300 then
      io.stderr:write("EXPLAIN " .. status .. " " .. body .. "\n")
      response = nil
      wrk.thread:stop()
    end
  end
end
