package io.overdub.kernel.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An address such as {@code postgres://user:password@host:5432/database?sslmode=require}, as platforms hand it out. */
record DatabaseUrl(String host, String port, String database, String query, String user, String password) {

    private static final Pattern FORM =
            Pattern.compile("(?i:postgres|postgresql)://(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
                    + "(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]+))?"
                    + "/(?<database>[^/?#@\\s]+)(?:\\?(?<query>[^#\\s]*))?");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    static DatabaseUrl parse(String variable, String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new BadVariable(
                    variable,
                    "is not of the form postgres://user:password@host:port/database?query, with : / ? # @ % in user and"
                            + " password percent-encoded (a JDBC address belongs in QUARKUS_DATASOURCE_JDBC_URL)");
        }
        return new DatabaseUrl(
                        parts.group("host"),
                        BadVariable.unlessPort(variable, orElse(parts.group("port"), "5432")),
                        parts.group("database").replace("+", "%2B"),
                        orElse(parts.group("query"), ""),
                        PercentEncoding.decode(variable, orElse(parts.group("user"), "")),
                        PercentEncoding.decode(variable, orElse(parts.group("password"), "")))
                .encrypted();
    }

    private static String orElse(@Nullable String text, String other) {
        return text == null ? other : text;
    }

    private DatabaseUrl encrypted() {
        return THIS_MACHINE.contains(host) ? this : withDefault("sslmode", "require");
    }

    /** A pooler gives each transaction another session, where a prepared statement of the last one is unknown. */
    DatabaseUrl throughPooler() {
        return withDefault("prepareThreshold", "0");
    }

    private DatabaseUrl withDefault(String name, String value) {
        if (Stream.of(query.split("&")).anyMatch(parameter -> parameter.startsWith(name + "="))) {
            return this;
        }
        var more = (query.isEmpty() ? "" : query + "&") + name + "=" + value;
        return new DatabaseUrl(host, port, database, more, user, password);
    }

    Map<String, String> settings(String urlKey, String credentialsPrefix) {
        var settings = new HashMap<String, String>();
        settings.put(urlKey, jdbcUrl());
        if (!user.isEmpty()) {
            settings.put(credentialsPrefix + ".username", user);
        }
        if (!password.isEmpty()) {
            settings.put(credentialsPrefix + ".password", password);
        }
        return settings;
    }

    private String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database + (query.isEmpty() ? "" : "?" + query);
    }

    /** The one that records get would show the password. */
    @Override
    public String toString() {
        return "DatabaseUrl[" + host + ":" + port + "/" + database + "]";
    }
}
