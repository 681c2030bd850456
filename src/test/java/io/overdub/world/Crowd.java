package io.overdub.world;

import io.overdub.kernel.RedisScripts;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Many who do things at once, while Redis is killed among them and comes back empty. */
@Singleton
public final class Crowd {

    private static final int AT_ONCE = 32;

    private final RedisDoor redis;
    private final RedisScripts scripts;

    Crowd(RedisDoor redis, RedisScripts scripts) {
        this.redis = redis;
        this.scripts = scripts;
    }

    /** Redis dies when a third is done, and is back when another third is. */
    public <T> List<T> does(List<Supplier<T>> deeds) throws Exception {
        var third = new CountDownLatch(deeds.size() / 3);
        var thirds = new CountDownLatch(deeds.size() * 2 / 3);
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var doing = new ArrayList<Future<T>>();
            for (var deed : deeds) {
                doing.add(threads.submit(counted(deed, third, thirds)));
            }
            third.await();
            redis.kill();
            thirds.await();
            redis.startAgain();
            redis.awaitAnswer(scripts);
            var done = new ArrayList<T>();
            for (var one : doing) {
                done.add(one.get());
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> Callable<T> counted(Supplier<T> deed, CountDownLatch third, CountDownLatch thirds) {
        return () -> {
            try {
                return deed.get();
            } finally {
                third.countDown();
                thirds.countDown();
            }
        };
    }
}
