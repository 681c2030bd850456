package io.overdub.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** The real database, which can be out of reach. */
public final class FlakySql {

    private final AtomicBoolean away = new AtomicBoolean();
    private final Sql sql;

    public FlakySql(DataSource database, BrokenRows brokenRows) {
        this.sql = new Sql(
                (DataSource) Proxy.newProxyInstance(
                        FlakySql.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) -> {
                            if (away.get()) {
                                throw new SQLException("The database is away");
                            }
                            try {
                                return method.invoke(database, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }),
                brokenRows,
                new SqlPulse(database));
    }

    public Sql sql() {
        return sql;
    }

    public void goAway() {
        away.set(true);
    }

    public void comeBack() {
        away.set(false);
    }
}
