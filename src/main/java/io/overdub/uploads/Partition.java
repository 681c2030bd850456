package io.overdub.uploads;

import io.overdub.uploads.storage.ReceivedPart;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How the bytes of an upload are cut: into equal parts, and what is left over as the last. Parts count from 1. */
record Partition(long sizeBytes, long partSize) {

    int count() {
        return (int) ((sizeBytes + partSize - 1) / partSize);
    }

    boolean has(int number) {
        return number >= 1 && number <= count();
    }

    long sizeOf(int number) {
        return number < count() ? partSize : sizeBytes - partSize * (count() - 1L);
    }

    List<Integer> numbers() {
        return IntStream.rangeClosed(1, count()).boxed().toList();
    }

    /** Those of its parts that are whole. */
    List<ReceivedPart> wholeAmong(List<ReceivedPart> received) {
        return received.stream()
                .filter(part -> has(part.number()) && part.sizeBytes() == sizeOf(part.number()))
                .toList();
    }

    List<Integer> missingFrom(List<ReceivedPart> received) {
        var there = wholeAmong(received).stream().map(ReceivedPart::number).collect(Collectors.toSet());
        return numbers().stream().filter(number -> !there.contains(number)).toList();
    }
}
