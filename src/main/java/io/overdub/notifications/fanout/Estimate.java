package io.overdub.notifications.fanout;

/** Reckons what letters come to, by the price table and what a call of the service usually takes. */
final class Estimate {

    private static final double MILLION = 1_000_000;
    private static final double GIGABYTES = 0.5;
    private static final int AT_ONCE = 5;

    /** A call of a function, and the two of the ledger. */
    private static final double OVERHEAD_SECONDS = 0.03;

    private final FanoutConfig.Prices prices;
    private final double publishSeconds;

    Estimate(FanoutConfig config) {
        this.prices = config.prices();
        this.publishSeconds = config.publishMs() / 1000.0;
    }

    Plan inProcess(long letters) {
        return new Plan(letters, Part.MOST / publishSeconds, 0, 0, 0, letters / MILLION * prices.snsMillion());
    }

    Plan lambda(long letters) {
        var batches = (letters + Batch.MOST - 1) / Batch.MOST;
        var parts = (letters + Part.MOST - 1) / Part.MOST;
        var part = publishSeconds * Part.MOST / AT_ONCE + OVERHEAD_SECONDS;
        var batch = part + OVERHEAD_SECONDS;
        var seconds = parts * part + batches * batch;
        var dollars = letters / MILLION * prices.snsMillion()
                + (batches + parts) / MILLION * prices.lambdaMillion()
                + seconds * GIGABYTES * prices.lambdaGigabyteSecond()
                + 2 * parts / MILLION * prices.ledgerMillion();
        return new Plan(letters, Batch.MOST / batch, batches, parts, seconds, dollars);
    }
}
