package io.overdub.accounts;

import io.overdub.accounts.passwords.Passwords;
import io.overdub.accounts.tokens.AccessTokens;
import io.overdub.edge.ClientAddress;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets people in: without an account, with a new one, with their own. */
@ApplicationScoped
class FrontDesk {

    /** Without characters that people mix up. */
    private static final String GUEST_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final int GUEST_CHARACTERS = 8;

    private final AccountRepository accounts;
    private final AccountDirectory directory;
    private final SessionBook sessions;
    private final Passwords passwords;
    private final AccessTokens tokens;
    private final LoginThrottle throttle;
    private final Closings closings;
    private final RetiredNames retired;
    private final Caller caller;
    private final ClientAddress address;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom chance = new SecureRandom();

    FrontDesk(
            AccountRepository accounts,
            AccountDirectory directory,
            SessionBook sessions,
            Passwords passwords,
            AccessTokens tokens,
            LoginThrottle throttle,
            Closings closings,
            RetiredNames retired,
            Caller caller,
            ClientAddress address,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.directory = directory;
        this.sessions = sessions;
        this.passwords = passwords;
        this.tokens = tokens;
        this.throttle = throttle;
        this.closings = closings;
        this.retired = retired;
        this.caller = caller;
        this.address = address;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** An anonymous account for a device that nobody has signed up on. */
    @Transactional
    SignedIn admitGuest(@Nullable String country, @Nullable String language) {
        var faults = new Faults();
        var rightCountry = country == null ? null : ProfileRules.country(country, faults);
        var rightLanguage = language == null ? null : ProfileRules.language(language, faults);
        faults.refuseIfAny();
        var account = guest();
        account.liveIn(rightCountry, rightLanguage);
        accounts.write(account);
        return signedIn(account, sessions.open(account, caller));
    }

    /**
     * A new account; or, for a guest, the same account under a name of its own: what it made stays its, and so do its sessions.
     *
     * @throws AlreadyRegistered when the one who asks has signed up before
     */
    @Transactional
    SignedIn register(Registration wish, @Nullable AccountId guest, @Nullable UUID session) {
        var account = guest == null || session == null ? fresh() : upgradable(guest);
        account.signUp(checked(wish));
        accounts.write(account);
        // Now that it is theirs nobody can give it up in the same moment.
        if (retired.has(account.username(), null)) {
            throw Taken.username();
        }
        outbox.publish(new AccountChanged(new AccountId(account.id())));
        if (session == null) {
            return signedIn(account, sessions.open(account, caller));
        }
        directory.forget(account.id());
        return signedIn(account, sessions.same(session, account));
    }

    /**
     * Unknown logins and wrong passwords get the same answer after the same work.
     *
     * @param login a username or an e-mail address
     * @throws Closings.ClosedAccount when all is right and its owner closed it
     */
    SignedIn login(String login, String password) {
        var account = recognised(login, password);
        var eraseAt = account.eraseAt();
        if (eraseAt != null) {
            throw new Closings.ClosedAccount(eraseAt);
        }
        return signedIn(account, sessions.open(account, caller));
    }

    /** The same for somebody who had closed their account, and wants it back; for others a login like any. */
    SignedIn reopen(String login, String password) {
        var account = recognised(login, password);
        closings.reopen(account.id());
        return signedIn(account, sessions.open(account, caller));
    }

    private AccountEntity recognised(String login, String password) {
        var name = UsernameRules.normalised(login);
        var network = address.network();
        throttle.count(name, network);
        var account = byLogin(name);
        var hash = account == null ? null : account.passwordHash();
        if (!passwords.matches(password, hash) || account == null || hash == null || isOver(account)) {
            throw new WrongCredentials();
        }
        throttle.forgive(name, network);
        if (passwords.isOutdated(hash)) {
            directory.keepHash(account.id(), passwords.hash(password));
        }
        return account;
    }

    /** Nobody comes back from where this is going. */
    private boolean isOver(AccountEntity account) {
        var eraseAt = account.eraseAt();
        return eraseAt != null && !eraseAt.isAfter(clock.instant());
    }

    /** New tokens for old ones. */
    Tokens refresh(String refreshToken) {
        var renewal = sessions.renew(refreshToken, caller);
        if (renewal instanceof SessionBook.Renewed renewed) {
            return new Tokens(access(renewed), renewed.refreshToken(), lifeSeconds());
        }
        throw renewal instanceof SessionBook.Reused
                ? new BadRefreshToken("refresh_token_reused", "This token was used before: sign in again")
                : new BadRefreshToken("invalid_refresh_token", "This is not a refresh token that can be used");
    }

    private AccountEntity fresh() {
        return new AccountEntity(ids.next(), "", clock.instant());
    }

    private AccountEntity guest() {
        var name = guestName();
        while (accounts.hasUsername(name)) {
            name = guestName();
        }
        return new AccountEntity(ids.next(), name, clock.instant());
    }

    private String guestName() {
        var name = new StringBuilder(UsernameRules.GUEST);
        chance.ints(GUEST_CHARACTERS, 0, GUEST_ALPHABET.length())
                .forEach(index -> name.append(GUEST_ALPHABET.charAt(index)));
        return name.toString();
    }

    private AccountEntity upgradable(AccountId guest) {
        var account = accounts.lock(guest.value());
        if (account == null) {
            throw new AccountNotFound();
        }
        if (!account.isAnonymous()) {
            throw new AlreadyRegistered();
        }
        return account;
    }

    private SignUp checked(Registration wish) {
        var faults = new Faults();
        var username = UsernameRules.read(wish.username(), faults);
        var email = EmailRules.read(wish.email(), faults);
        var country = ProfileRules.country(wish.country(), faults);
        var language = ProfileRules.language(wish.language(), faults);
        var displayName = wish.displayName() == null
                ? wish.username().strip()
                : ProfileRules.displayName(wish.displayName(), faults);
        var weakness = passwords.fault(wish.password(), List.of(username, EmailRules.nameIn(email)));
        if (weakness != null) {
            faults.add("password", weakness);
        }
        faults.refuseIfAny();
        if (accounts.hasUsername(username) || retired.has(username, null)) {
            throw Taken.username();
        }
        if (accounts.hasEmail(email)) {
            throw Taken.email();
        }
        return new SignUp(username, displayName, email, passwords.hash(wish.password()), country, language);
    }

    private @Nullable AccountEntity byLogin(String login) {
        return login.indexOf('@') < 0 ? accounts.byUsername(login) : accounts.byEmail(login);
    }

    private SignedIn signedIn(AccountEntity account, SessionBook.Renewed session) {
        return new SignedIn(account.toAccount(), access(session), session.refreshToken(), lifeSeconds());
    }

    private String access(SessionBook.Renewed session) {
        return tokens.issue(session.account(), session.session(), session.role().grants());
    }

    private long lifeSeconds() {
        return tokens.life().toSeconds();
    }

    /** What people fill in to sign up; the display name is their username unless they say otherwise. */
    record Registration(
            String username,
            String email,
            String password,
            String country,
            String language,
            @Nullable String displayName) {}

    static final class AlreadyRegistered extends Refusal {
        AlreadyRegistered() {
            super(Kind.CONFLICT, "already_registered", "You have signed up already: log out first");
        }
    }

    static final class WrongCredentials extends Refusal {
        WrongCredentials() {
            super(Kind.UNAUTHENTICATED, "wrong_credentials", "The login or the password is wrong");
        }
    }

    static final class BadRefreshToken extends Refusal {
        BadRefreshToken(String code, String detail) {
            super(Kind.UNAUTHENTICATED, code, detail);
        }
    }
}
