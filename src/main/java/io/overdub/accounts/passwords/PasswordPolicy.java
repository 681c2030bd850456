package io.overdub.accounts.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a password must be. Length and known leaks count, classes of characters don't (NIST SP 800-63B, 5.1.1.2). */
final class PasswordPolicy {

    static final int SHORTEST = 10;
    static final int LONGEST = 128;

    /** Shorter names turn up in good passwords by chance. */
    private static final int TELLING = 3;

    private static final String LIST = "breached.txt";

    private final Set<String> breached = load();

    /** One spelling for what looks the same: phones and laptops compose accents differently. */
    static String normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** What is wrong with a password, or null; {@code names} are what an attacker would try first. */
    @Nullable String fault(String password, Collection<String> names) {
        var text = normalised(password);
        var length = text.codePointCount(0, text.length());
        if (length < SHORTEST || length > LONGEST) {
            return "must have " + SHORTEST + " to " + LONGEST + " characters";
        }
        var folded = text.toLowerCase(Locale.ROOT);
        if (breached.contains(folded)) {
            return "is one of the passwords that leaked most often";
        }
        var telling = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.length() >= TELLING && folded.contains(name));
        return telling ? "must not contain your name or e-mail address" : null;
    }

    private static Set<String> load() {
        var stream = Objects.requireNonNull(PasswordPolicy.class.getResourceAsStream(LIST), LIST);
        try (var lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
