package io.overdub.connections.graph;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Puts several questions to an engine at a time, for whoever would else wait for one after the other; who finds all lines taken asks by
 * themselves meanwhile. Any thread.
 */
final class Lines {

    private static final int MOST = 16;
    private static final long REST_SECONDS = 10;

    private final Executor lines = new ThreadPoolExecutor(
            0, MOST, REST_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Lines::line, new CallerRunsPolicy());

    private static Thread line(Runnable task) {
        var thread = new Thread(task, "graph-line");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * The answers in the order of what was asked about.
     *
     * @throws GraphDown when one of the questions throws that
     */
    <A, B> List<B> ask(List<A> about, Function<A, B> question) {
        if (about.size() == 1) {
            return List.of(question.apply(about.get(0)));
        }
        var answers = about.stream()
                .map(one -> CompletableFuture.supplyAsync(() -> question.apply(one), lines))
                .toList();
        return answers.stream().map(Lines::of).toList();
    }

    private static <B> B of(CompletableFuture<B> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof GraphDown ? new GraphDown() : e;
        }
    }
}
