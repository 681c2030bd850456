package io.overdub.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The real database, which can be out of reach. */
public final class FlakySql {

    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger breaking = new AtomicInteger();
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
                            if (breaking.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                                throw new SQLException("The connection attempt failed.", "08001");
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

    /** So many of the next connections do not come about. */
    public void breakHandshakes(int many) {
        breaking.set(many);
    }

    public void comeBack() {
        away.set(false);
    }
}
