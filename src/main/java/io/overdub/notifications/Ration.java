package io.overdub.notifications;

/**
 * Pushes that the dial has let go and that nobody has used yet. One turn is asked for for many: else each part of 20 would write a row
 * that all processes wait for.
 */
final class Ration {

    /** What is let go at once is what the dial lets go in so long. */
    private static final int PER_SECOND = 20;

    private int version;
    private int perSecond;
    private int left;

    /** False when there are not so many, or they were let go before the dial was turned. */
    synchronized boolean use(int of, int pushes) {
        if (version != of || left < pushes) {
            return false;
        }
        left -= pushes;
        return true;
    }

    /** How many to ask for when so many are wanted. */
    synchronized int worthAsking(int pushes) {
        return Math.max(pushes, perSecond / PER_SECOND);
    }

    synchronized void add(DialRepository.Turn turn, int pushes) {
        if (version != turn.version()) {
            version = turn.version();
            left = 0;
        }
        perSecond = turn.perSecond();
        left = Math.min(left + pushes, worthAsking(pushes));
    }
}
