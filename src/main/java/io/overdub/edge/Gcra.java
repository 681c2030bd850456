package io.overdub.edge;

/**
 * The generic cell rate algorithm (ITU-T I.371): one number per key, the theoretical arrival time (TAT) until which everything spent
 * is paid for. A limit of {@code burst} per {@code per} lets TAT run at most {@code per} ahead of now, and each spending moves it by
 * {@code per / burst}. {@link #SCRIPT} is the same sum on Redis.
 *
 * @param per in microseconds
 */
record Gcra(int burst, long per) {

    /**
     * Keys: the TAT in microseconds. Arguments: now and the period in microseconds, the burst, how many are wanted, how many are given
     * back. Answer: how many are granted, how many are left, milliseconds until one more is there, milliseconds until all are. Now is
     * ours and not Redis', so that tests can wind it; clocks that differ by a second allow a second's worth more.
     */
    static final String SCRIPT = """
            local now, per, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
            local wanted, returned = tonumber(ARGV[4]), tonumber(ARGV[5])
            local step = per / burst
            local tat = math.max(now, (tonumber(redis.call('GET', KEYS[1])) or now) - returned * step)
            local free = math.floor((per - (tat - now)) / step + 0.000001)
            local granted = math.max(0, math.min(wanted, free))
            tat = tat + granted * step
            if granted > 0 or returned > 0 then
              local ahead = math.ceil((tat - now) / 1000)
              if ahead > 0 then
                redis.call('SET', KEYS[1], string.format('%.0f', tat), 'PX', ahead)
              else
                redis.call('DEL', KEYS[1])
              end
            end
            local left = math.max(0, math.floor((per - (tat - now)) / step + 0.000001))
            local next = math.max(0, tat + step - per - now)
            return {granted, left, math.ceil(next / 1000), math.ceil((tat - now) / 1000)}
            """;

    private static final double ROUNDING = 0.000001;

    /** What came of it, and the TAT to keep. */
    record Outcome(int granted, long left, long nextMs, long fullMs, long tat) {}

    /** @param now and tat in microseconds */
    Outcome spend(long tat, long now, int wanted, int returned) {
        var step = (double) per / burst;
        var start = Math.max(now, tat - returned * step);
        var granted = (int) Math.max(0, Math.min(wanted, left(start, now, step)));
        var end = start + granted * step;
        var next = Math.max(0, end + step - per - now);
        return new Outcome(
                granted,
                Math.max(0, left(end, now, step)),
                (long) Math.ceil(next / 1000),
                (long) Math.ceil((end - now) / 1000),
                Math.round(end));
    }

    private long left(double tat, long now, double step) {
        return (long) Math.floor((per - (tat - now)) / step + ROUNDING);
    }
}
