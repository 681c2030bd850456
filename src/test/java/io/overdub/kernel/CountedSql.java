package io.overdub.kernel;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jboss.logging.MDC;

/**
 * The real thing, which also counts the statements of each request that names itself ({@code X-Request-ID}): it asks for a connection
 * once per statement.
 */
@Alternative
@Priority(1)
@Singleton
public class CountedSql extends Sql {

    private final Map<String, AtomicInteger> statements;

    @Inject
    CountedSql(DataSource database, BrokenRows brokenRows) {
        this(database, brokenRows, new ConcurrentHashMap<>());
    }

    private CountedSql(DataSource database, BrokenRows brokenRows, Map<String, AtomicInteger> statements) {
        super(counted(database, statements), brokenRows);
        this.statements = statements;
    }

    public int statementsOf(String request) {
        var counted = statements.get(request);
        return counted == null ? 0 : counted.get();
    }

    private static DataSource counted(DataSource database, Map<String, AtomicInteger> statements) {
        return (DataSource) Proxy.newProxyInstance(
                CountedSql.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && MDC.get("request_id") instanceof String request) {
                        statements
                                .computeIfAbsent(request, fresh -> new AtomicInteger())
                                .incrementAndGet();
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
