package io.overdub.analytics;

import io.overdub.analytics.stream.Run;
import io.overdub.analytics.stream.Standing;
import io.overdub.analytics.stream.Stream;
import io.overdub.analytics.stream.StreamRecord;
import io.overdub.kernel.EngineAway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Of one shard, and away when a test says so. */
final class MemoryStream implements Stream {

    boolean away;
    boolean aboutToDrop;
    private final List<String> records = new ArrayList<>();
    private int position;
    private volatile CountDownLatch way = new CountDownLatch(0);

    /** Whoever brings something waits. */
    void hangs() {
        way = new CountDownLatch(1);
    }

    void goOn() {
        way.countDown();
    }

    @Override
    public void append(List<StreamRecord> some) {
        awaitWay();
        checkHere();
        some.forEach(record -> records.add(record.body()));
    }

    @Override
    public Optional<Run> take(int most) {
        checkHere();
        var end = Math.min(records.size(), position + most);
        return end == position
                ? Optional.empty()
                : Optional.of(new Run("all", Integer.toString(end), List.copyOf(records.subList(position, end))));
    }

    @Override
    public void done(Run run) {
        checkHere();
        position = Integer.parseInt(run.end());
    }

    @Override
    public Standing standing() {
        checkHere();
        return new Standing(records.size() - position, 0);
    }

    @Override
    public boolean isAboutToDrop() {
        return aboutToDrop;
    }

    @Override
    public void rewind(Instant to) {
        throw new UnsupportedOperationException();
    }

    private void awaitWay() {
        try {
            way.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineAway("The stream");
        }
    }

    private void checkHere() {
        if (away) {
            throw new EngineAway("The stream");
        }
    }
}
