package io.overdub.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.accounts.AccountRepository.Found;
import io.overdub.edge.Preconditions;
import io.overdub.kernel.AfterCommit;
import io.overdub.kernel.Memories;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Refusal;
import io.overdub.kernel.Stretch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks accounts up and changes what they say of themselves. */
@ApplicationScoped
class AccountDirectory implements Accounts {

    private static final Duration MEMORY = Duration.ofSeconds(2);
    private static final Duration NAME_COOLDOWN = Duration.ofDays(30);

    private final AccountRepository accounts;
    private final SessionRepository sessions;
    private final LiveSessions live;
    private final AfterCommit afterCommit;
    private final Preconditions preconditions;
    private final Outbox outbox;
    private final RetiredNames retired;
    private final Clock clock;
    private final Viewer viewer;
    private final Cache<AccountId, Found> known;
    private final Cache<AccountId, Optional<String>> countries;

    AccountDirectory(
            AccountRepository accounts,
            SessionRepository sessions,
            LiveSessions live,
            AfterCommit afterCommit,
            Preconditions preconditions,
            Outbox outbox,
            RetiredNames retired,
            Clock clock,
            Viewer viewer) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.live = live;
        this.afterCommit = afterCommit;
        this.preconditions = preconditions;
        this.outbox = outbox;
        this.retired = retired;
        this.clock = clock;
        this.viewer = viewer;
        this.known = memory(clock);
        this.countries = memory(clock);
    }

    private static <T> Cache<AccountId, T> memory(Clock clock) {
        return Memories.agingBy(clock)
                .expireAfterWrite(MEMORY)
                .maximumSize(20_000)
                .build();
    }

    @Override
    public Map<AccountId, Account> find(Collection<AccountId> ids) {
        var found = known.getAll(ids, this::load);
        return found.values().stream()
                .filter(one -> !one.limited() || isAsking(one.account().id()))
                .collect(Collectors.toMap(one -> one.account().id(), Found::account));
    }

    @Override
    public Map<AccountId, Account> current(Collection<AccountId> ids) {
        return load(Set.copyOf(ids)).values().stream()
                .filter(one -> !one.limited())
                .collect(Collectors.toMap(one -> one.account().id(), Found::account));
    }

    @Override
    public Map<AccountId, Account> onRecord(Collection<AccountId> ids) {
        return accounts.onRecord(ids.stream().map(AccountId::value).toList()).stream()
                .collect(Collectors.toMap(one -> one.account().id(), Found::account));
    }

    @Override
    public boolean isOpen(AccountId id) {
        return accounts.isOpen(id.value());
    }

    @Override
    public boolean isSignedIn(AccountId account, UUID session) {
        return sessions.holds(session, account.value(), clock.instant());
    }

    @Override
    public Set<AccountId> among(Collection<AccountId> ids, String role) {
        return accounts.rolesOf(ids.stream().map(AccountId::value).toList()).entrySet().stream()
                .filter(one -> one.getValue().grants().contains(role))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isLimited(AccountId id) {
        return known.getAll(List.of(id), this::load).values().stream().anyMatch(Found::limited);
    }

    @Override
    public Map<String, AccountId> named(Collection<String> usernames) {
        return usernames.isEmpty() ? Map.of() : accounts.named(usernames);
    }

    @Override
    public Stretch<AccountId> all(@Nullable UUID after, int limit) {
        return accounts.all(after, limit);
    }

    @Override
    public boolean isPrivate(AccountId id) {
        return !privateAmong(List.of(id)).isEmpty();
    }

    @Override
    public Set<AccountId> privateAmong(Collection<AccountId> ids) {
        return ids.isEmpty()
                ? Set.of()
                : accounts.privateAmong(ids.stream().map(AccountId::value).toList());
    }

    @Override
    public Optional<String> country(AccountId id) {
        return countries.get(id, unknown -> accounts.country(unknown.value()));
    }

    @Override
    public Map<AccountId, String> networks(Collection<AccountId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : accounts.networks(ids.stream().map(AccountId::value).toList());
    }

    /** Always as the database has it. */
    Me me(AccountId id) {
        return required(accounts.findById(id.value())).toMe();
    }

    /** Changes what is named; the rest stays. All or nothing. */
    @Transactional
    Me change(AccountId id, Change wish) {
        var faults = new Faults();
        var displayName = given(wish.displayName(), typed -> ProfileRules.displayName(typed, faults));
        var biography = given(wish.biography(), typed -> ProfileRules.biography(typed, faults));
        var country = given(wish.country(), typed -> ProfileRules.country(typed, faults));
        var language = given(wish.language(), typed -> ProfileRules.language(typed, faults));
        var username = given(wish.username(), UsernameRules::normalised);

        var account = required(accounts.lock(id.value()));
        preconditions.requireMatch(account.toMe());
        var usernameBefore = account.username();
        if (username != null && !username.equals(usernameBefore)) {
            UsernameRules.read(username, faults);
            faults.refuseIfAny();
            rename(account, username);
        }
        faults.refuseIfAny();
        account.describe(displayName, biography);
        account.liveIn(country, language);
        if (wish.locked() != null && account.lock(wish.locked())) {
            outbox.publish(new PrivacySet(id, wish.locked(), clock.instant()));
        }
        accounts.write(account);
        // Now that it is ours nobody can give it up in the same moment.
        if (!usernameBefore.equals(account.username()) && retired.has(account.username(), id.value())) {
            throw Taken.username();
        }
        outbox.publish(new AccountChanged(id));
        afterCommit.run(() -> forget(id));
        return account.toMe();
    }

    /**
     * Both are locked, in one order, and whether it is an admin who grants is asked of the truth: what they grant outlasts the while for
     * which their token is taken for more than they are, and of two who take each other's role one is left.
     *
     * @throws OwnRole when an admin means themselves: the last one could lock everybody out
     */
    @Transactional
    void grant(AccountId id, Role role, AccountId by) {
        if (id.equals(by)) {
            throw new OwnRole();
        }
        Stream.of(id.value(), by.value()).sorted().forEach(accounts::lock);
        if (among(List.of(by), Roles.ADMIN).isEmpty()) {
            throw new NoAdmin();
        }
        var account = required(accounts.lock(id.value()));
        if (account.isAnonymous()) {
            throw new SignUpRequired("Only somebody who has signed up can have a role");
        }
        account.become(role);
        afterCommit.run(() -> live.forget(id.value()));
    }

    /** The same password, hashed with today's parameters. */
    @Transactional
    void keepHash(UUID id, String hash) {
        required(accounts.lock(id)).rehash(hash);
    }

    /** After somebody else changed a row. */
    void forget(UUID id) {
        afterCommit.run(() -> forget(new AccountId(id)));
    }

    private void forget(AccountId id) {
        known.invalidate(id);
        countries.invalidate(id);
    }

    private void rename(AccountEntity account, String username) {
        if (account.isAnonymous()) {
            throw new SignUpRequired("Sign up to choose a username");
        }
        var last = account.usernameChangedAt();
        var now = clock.instant();
        var before = account.username();
        if (retired.isKeptFor(account.id(), username)) {
            account.takeBack(username);
            retired.keep(account.id(), before);
            return;
        }
        if (last != null && now.isBefore(last.plus(NAME_COOLDOWN))) {
            throw new RenamedLately(Duration.between(now, last.plus(NAME_COOLDOWN)));
        }
        account.rename(username, now);
        retired.keep(account.id(), before);
    }

    /** Asked of those who are limited only: who asks is worked out where somebody needs to know. */
    private boolean isAsking(AccountId id) {
        try {
            return id.equals(viewer.orNull());
        } catch (ContextNotActiveException e) {
            // Nobody asks: what is told to others is written.
            return false;
        }
    }

    private Map<AccountId, Found> load(Set<? extends AccountId> ids) {
        return accounts.withIds(ids.stream().map(AccountId::value).toList()).stream()
                .collect(Collectors.toMap(found -> found.account().id(), Function.identity()));
    }

    private static AccountEntity required(@Nullable AccountEntity account) {
        if (account == null) {
            throw new AccountNotFound();
        }
        return account;
    }

    private static @Nullable String given(@Nullable String typed, Function<String, String> rule) {
        return typed == null ? null : rule.apply(typed);
    }

    /** What people may change of their account; absent means: leave it. */
    record Change(
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String biography,
            @Nullable String country,
            @Nullable String language,
            @JsonProperty("private") @Nullable Boolean locked) {}

    static final class SignUpRequired extends Refusal {
        SignUpRequired(String detail) {
            super(Kind.FORBIDDEN, "sign_up_required", detail);
        }
    }

    private static final class NoAdmin extends Refusal {
        NoAdmin() {
            super(Kind.FORBIDDEN, "forbidden", "Only an admin gives roles");
        }
    }

    static final class OwnRole extends Refusal {
        OwnRole() {
            super(Kind.FORBIDDEN, "own_role", "Somebody else has to change your role");
        }
    }

    static final class RenamedLately extends Refusal {
        RenamedLately(Duration wait) {
            super(Kind.CONFLICT, "username_changed_lately", "A username can be changed every 30 days", wait);
        }
    }
}
