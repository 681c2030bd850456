package io.overdub.accounts;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a username may be. It is kept in lower case; what people typed lives on in their display name. */
final class UsernameRules {

    /** Names of guests are generated; nobody may look like one by choice. */
    static final String GUEST = "guest-";

    private static final Pattern LIKE_A_GUEST = Pattern.compile("guest[._-].*");

    /** To the eye they are hardly there: {@code over_dub} reads like {@code overdub}. */
    private static final Pattern SEPARATORS = Pattern.compile("[._-]");

    static final int LONGEST = 24;

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9._-]{3," + LONGEST + "}");
    private static final Pattern EDGES = Pattern.compile("[a-z0-9].*[a-z0-9]");

    /** Names that could be taken for us, or for a part of an address, whatever separates their letters. */
    private static final Set<String> RESERVED = Set.of(
            "about",
            "abuse",
            "account",
            "accounts",
            "admin",
            "administrator",
            "anonymous",
            "api",
            "app",
            "auth",
            "billing",
            "blog",
            "contact",
            "copyright",
            "deleted",
            "dev",
            "dmca",
            "dub",
            "dubs",
            "editor",
            "editors",
            "everyone",
            "explore",
            "feed",
            "feeds",
            "guest",
            "help",
            "home",
            "hostmaster",
            "info",
            "legal",
            "login",
            "logout",
            "mail",
            "me",
            "moderator",
            "moderators",
            "mod",
            "mods",
            "news",
            "noreply",
            "null",
            "official",
            "overdub",
            "overdubapp",
            "owner",
            "postmaster",
            "press",
            "privacy",
            "quote",
            "quotes",
            "register",
            "root",
            "safety",
            "search",
            "security",
            "server",
            "settings",
            "signup",
            "sounds",
            "staff",
            "static",
            "status",
            "support",
            "sysadmin",
            "system",
            "tag",
            "tags",
            "team",
            "terms",
            "test",
            "trending",
            "undefined",
            "upload",
            "uploads",
            "user",
            "users",
            "v1",
            "webmaster",
            "www");

    private UsernameRules() {}

    static String read(String typed, Faults faults) {
        var name = normalised(typed);
        if (!SHAPE.matcher(name).matches()) {
            faults.add("username", "must have 3 to 24 of the characters a-z, 0-9, dot, underscore and hyphen");
        } else if (!EDGES.matcher(name).matches()) {
            faults.add("username", "must begin and end with a letter or a digit");
        } else if (RESERVED.contains(SEPARATORS.matcher(name).replaceAll(""))
                || LIKE_A_GUEST.matcher(name).matches()) {
            faults.add("username", "is reserved");
        }
        return name;
    }

    static String normalised(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }
}
