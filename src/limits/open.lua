-- KEYS: the counts. ARGV: whether they are to be made. Answers what was found, or nothing.
if ARGV[1] == '1' then
    if redis.call('EXISTS', KEYS[1]) == 1 then
        return { 'existing' }
    end
    redis.call('HSET', KEYS[1], 'made', redis.call('TIME')[1])
    return { 'made' }
end
if redis.call('HEXISTS', KEYS[1], 'made') == 0 then
    return { 'missing' }
end
-- A replica, which must not grant, refuses this.
redis.call('HINCRBY', KEYS[1], 'opened', 1)
return { 'there' }
