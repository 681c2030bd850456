package io.overdub.kernel.platform;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address such as {@code rediss://:password@host:6380}; with two s it is encrypted. */
record RedisUrl(String address, boolean encrypted) {

    private static final Pattern FORM =
            Pattern.compile("(?<scheme>(?i:rediss?))://(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
                    + "(?<host>[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]+))?"
                    + "(?<rest>(?:/[0-9]*)?(?:\\?[^#\\s,]*)?)");

    static RedisUrl parse(String variable, String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new BadVariable(
                    variable,
                    "is not of the form rediss://user:password@host:port/number, with : / ? # @ % in user and password"
                            + " percent-encoded");
        }
        var scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        var user = encodedAnew(variable, parts.group("user"));
        var password = encodedAnew(variable, parts.group("password"));
        var port = BadVariable.unlessPort(
                variable, Optional.ofNullable(parts.group("port")).orElse("6379"));
        // Heroku wrote h where a user goes when Redis had no users; Redis 6 would look for one of that name.
        var who = user.equals("h") ? "" : user;
        var login = who.isEmpty() && password.isEmpty() ? "" : who + ":" + password + "@";
        return new RedisUrl(
                scheme + "://" + login + parts.group("host") + ":" + port + parts.group("rest"),
                scheme.equals("rediss"));
    }

    /** Whatever was left unencoded, a comma for one, would split the list of hosts or break the address. */
    private static String encodedAnew(String variable, @Nullable String text) {
        return PercentEncoding.encode(
                PercentEncoding.decode(variable, Optional.ofNullable(text).orElse("")));
    }

    /** Heroku's certificates are self-signed, so the line is encrypted and the far end is taken at its word. */
    Map<String, String> settings() {
        return encrypted
                ? Map.of(
                        "quarkus.redis.hosts",
                        address,
                        "quarkus.redis.tls.enabled",
                        "true",
                        "quarkus.redis.tls.trust-all",
                        "true",
                        "quarkus.redis.tls.hostname-verification-algorithm",
                        "NONE")
                : Map.of("quarkus.redis.hosts", address);
    }

    /** The one that records get would show the password. */
    @Override
    public String toString() {
        return "RedisUrl[encrypted=" + encrypted + "]";
    }
}
