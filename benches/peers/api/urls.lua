-- For wrk: asks for one address after another from a file, with the headers given; counts answers that are not 200.
local paths, headers, at = {}, {}, 0

function init(args)
  for line in io.lines(args[1]) do paths[#paths + 1] = line end
  for n = 2, #args do
    local name, value = args[n]:match("^([^:]+): (.*)$")
    headers[name] = value
  end
  math.randomseed(7)
  at = math.random(#paths)
end

function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], headers)
end
