-- KEYS: the counts. ARGV: name, what, the asker's day, the day to spend it on, how much, the limit,
-- and the most that the asker knows to have been granted. What is given back is counted apart, so
-- that what was granted only grows. All numbers are below 2^53.
local counts = KEYS[1]
if redis.call('HEXISTS', counts, 'made') == 0 then
    return { 'missing' }
end
local asked, day, want, limit, known =
    tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local now = tonumber(redis.call('TIME')[1])
-- Clocks may differ by a minute: past that, one of them is wrong, and no day is begun by it.
if asked > math.floor((now + 60) / 86400) then
    return { 'ahead' }
end

local function digits(number)
    return string.format('%.0f', number)
end

local stored = tonumber(redis.call('HGET', counts, 'today') or '0') or 0
local today = math.max(stored, asked, math.floor((now - 60) / 86400))
if today > stored then
    redis.call('HSET', counts, 'today', digits(today))
    for _, field in ipairs(redis.call('HKEYS', counts)) do
        local old = tonumber(string.match(field, '^(%d+) '))
        if old and old < today then
            redis.call('HDEL', counts, field)
        end
    end
end
if day < today or day > today + 1 then
    return { '0', '0', digits(today), '0' }
end
local place = digits(day) .. ' ' .. ARGV[1] .. ' ' .. ARGV[2]
local back = tonumber(redis.call('HGET', counts, place .. ' back') or '0') or 0
-- A server that came back with less than it had granted is told so by whoever was granted it.
local sum = math.max(tonumber(redis.call('HGET', counts, place) or '0') or limit + back, known)
local left = math.max(limit - math.max(sum - back, 0), 0)
local granted = math.max(math.min(want, left), 0)
redis.call('HSET', counts, place, digits(sum + granted))
return { digits(granted), digits(left - granted), digits(today), digits(sum + granted) }
