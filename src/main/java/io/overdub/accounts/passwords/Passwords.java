package io.overdub.accounts.passwords;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.overdub.kernel.Bulkhead;
import io.overdub.kernel.Refusal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Hashes and checks passwords, a few at a time. Safe for many threads. */
@Singleton
public class Passwords {

    /** Of a password that nobody knows, with today's parameters. A constant, for hashing costs every start half a second. */
    static final String NOBODYS =
            "$argon2id$v=19$m=19456,t=2,p=1$b5Nww+9tFJLc2kOeVkpZAA$YDKImP4iWoeW5LBx7kLcZo1mQTJy2M8FqLZ6oAIC2OA";

    private static final int SALT_BYTES = 16;
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final PasswordPolicy policy = new PasswordPolicy();
    private final int memory;
    private final Bulkhead turns;
    private final int mayWait;

    Passwords(PasswordsConfig config) {
        this.memory = config.memory();
        this.turns = new Bulkhead(config.parallel(), config.patience(), Busy::new);
        this.mayWait = 2 * config.parallel();
    }

    /** What is wrong with a new password, in words that follow "the password", or null. */
    public @Nullable String fault(String password, Collection<String> names) {
        return policy.fault(password, names);
    }

    /**
     * The text to keep of a new password.
     *
     * @throws Busy also when few are waiting: sign-up holds a database connection meanwhile, and there are few of those
     */
    public String hash(String password) {
        if (turns.waiting() >= mayWait) {
            throw new Busy();
        }
        return turns.run(() -> fresh(PasswordPolicy.normalised(password)));
    }

    /**
     * Whether the password is the one that was hashed. Without a hash the answer is no, after the same work.
     *
     * @throws Busy when too many are being checked
     */
    public boolean matches(String password, @Nullable String hash) {
        return turns.run(() -> {
            var kept = hash == null ? NOBODYS : hash;
            var same = Argon2Function.getInstanceFromHash(kept).check(PasswordPolicy.normalised(password), kept);
            return same && hash != null;
        });
    }

    /** Whether today's parameters differ from those of the hash. */
    public boolean isOutdated(String hash) {
        return !Argon2Function.getInstanceFromHash(hash).equals(today());
    }

    private String fresh(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(today()).getResult();
    }

    /**
     * 19 MiB, two passes, one lane: the OWASP Password Storage Cheat Sheet's first choice for a small machine. The library keeps as much
     * memory as a hash takes for as long as the process lives: so not before the first password comes.
     */
    private Argon2Function today() {
        return Argon2Function.getInstance(memory, 2, 1, 32, Argon2.ID);
    }

    /** Too many sign in at once. */
    static final class Busy extends Refusal {
        Busy() {
            super(Kind.UNAVAILABLE, "busy", "Too many people are signing in: try again in a moment", COME_BACK);
        }
    }
}
