package io.overdub.kernel;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jboss.logging.MDC;

/**
 * The real thing, which also notes the statements of each request that names itself ({@code X-Request-ID}), by who makes them: it asks for
 * a connection once per statement.
 */
@Alternative
@Priority(1)
@Singleton
public class CountedSql extends Sql {

    private final Map<String, Queue<String>> statements;

    @Inject
    CountedSql(DataSource database, BrokenRows brokenRows, SqlPulse pulse) {
        this(database, brokenRows, pulse, new ConcurrentHashMap<>());
    }

    private CountedSql(
            DataSource database, BrokenRows brokenRows, SqlPulse pulse, Map<String, Queue<String>> statements) {
        super(counted(database, statements), brokenRows, pulse);
        this.statements = statements;
    }

    public int statementsOf(String request) {
        return makersOf(request).size();
    }

    /** In order of the alphabet: which methods made them, as often as they did. */
    public List<String> makersOf(String request) {
        return statements.getOrDefault(request, new ConcurrentLinkedQueue<>()).stream()
                .sorted()
                .toList();
    }

    private static String maker() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().startsWith("io.overdub.")
                                && !frame.getClassName().startsWith("io.overdub.kernel."))
                        .findFirst()
                        .map(frame -> frame.getClassName().replaceAll(".*\\.", "") + "." + frame.getMethodName())
                        .orElse("kernel"));
    }

    private static DataSource counted(DataSource database, Map<String, Queue<String>> statements) {
        return (DataSource) Proxy.newProxyInstance(
                CountedSql.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && MDC.get("request_id") instanceof String request) {
                        statements
                                .computeIfAbsent(request, fresh -> new ConcurrentLinkedQueue<>())
                                .add(maker());
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
