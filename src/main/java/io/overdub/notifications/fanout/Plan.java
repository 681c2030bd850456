package io.overdub.notifications.fanout;

/**
 * What so many letters will come to if all goes well.
 *
 * @param lettersPerSecond of one batch after the other; several at once are as much faster
 * @param dollars without what is free of charge
 */
public record Plan(
        long letters,
        double lettersPerSecond,
        long multiplexerCalls,
        long senderCalls,
        double lambdaSeconds,
        double dollars) {}
