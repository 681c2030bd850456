package io.overdub.journeys;

import io.overdub.world.Door;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What stands before the processes of an app: a new connection leads to one that says of itself that it is ready, each in turn, and stays with
 * it. So whoever keeps a connection is at the mercy of the process behind it, more than behind a router that looks at each request.
 */
final class Balancer implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final List<PackagedApp> apps;
    private final Door door = new Door(this::next);
    private final AtomicInteger turn = new AtomicInteger();
    private final Thread looking = new Thread(this::look, "balancer");
    private volatile List<PackagedApp> ready = List.of();
    private volatile boolean over;

    Balancer(List<PackagedApp> apps) {
        this.apps = apps;
        this.ready = apps;
        looking.setDaemon(true);
        looking.start();
        door.open();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.port());
    }

    private int next() {
        var some = ready;
        return some.get(Math.floorMod(turn.getAndIncrement(), some.size()))
                .address()
                .getPort();
    }

    private void look() {
        while (!over) {
            var some = apps.stream().filter(PackagedApp::isReady).toList();
            // As load balancers do: better one that looked ready a moment ago than none.
            ready = some.isEmpty() ? ready : some;
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    @Override
    public void close() throws IOException {
        over = true;
        door.close();
    }
}
