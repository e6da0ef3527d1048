-- What every script of the switch begins with: the state, and what all of them answer.
local state, members, calls, past = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local clock = redis.call('TIME')
local micros = clock[1] * 1000000 + clock[2]
local now = math.floor(micros / 1000)

local function digits(number)
    return string.format('%.0f', number)
end

local generation = tonumber(redis.call('HGET', state, 'generation') or '0') or 0

local function is_trip(field)
    return string.sub(field, 1, 5) == 'trip '
end

-- A generation is never used twice, even by a server that has lost all: it is at least the time.
local function advance(floor, what, record)
    if generation == 0 then
        redis.call('DEL', calls)
    end
    generation = math.max(generation + 1, floor + 1, micros)
    redis.call('HSET', state, 'generation', digits(generation))
    redis.call('XADD', calls, 'MAXLEN', '~', '1000', digits(generation) .. '-0', what, record)
end

local function answer()
    local live, waiting, longest = 0, 0, 0
    local all = redis.call('HGETALL', members)
    for at = 1, #all, 2 do
        local seen, from, ttl = string.match(all[at + 1], '^(%d+) (%d+) (%d+)$')
        seen, from, ttl = tonumber(seen) or 0, tonumber(from) or 0, tonumber(ttl) or 0
        if from + ttl + 3600000 < now then
            redis.call('HDEL', members, all[at])
        else
            if from + ttl >= now then
                live = live + 1
            end
            if seen < generation then
                waiting = waiting + 1
            end
            longest = math.max(longest, ttl)
        end
    end
    local out = {
        digits(micros), digits(generation),
        redis.call('HGET', state, 'armed') or '', redis.call('HGET', state, 'arming') or '',
        digits(live), digits(waiting), digits(longest),
    }
    local fields = redis.call('HGETALL', state)
    for at = 1, #fields, 2 do
        if is_trip(fields[at]) then
            out[#out + 1] = string.sub(fields[at], 6)
            out[#out + 1] = fields[at + 1]
        end
    end
    return out
end
