package io.overdub.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Writes what changed and nothing else: a role that this version does not know must survive it. */
@Entity
@DynamicUpdate
@Table(schema = "accounts", name = "account")
class AccountEntity {

    @Id
    private UUID id;

    private String username;

    private @Nullable String email;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "display_name")
    private String displayName;

    private String biography;

    private @Nullable String country;

    private @Nullable String language;

    @Column(name = "private")
    private boolean locked;

    private Role role;

    @Column(name = "username_changed_at")
    private @Nullable Instant usernameChangedAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @Column(name = "erase_at")
    private @Nullable Instant eraseAt;

    @Column(name = "limited_at")
    private @Nullable Instant limitedAt;

    protected AccountEntity() {}

    /** An anonymous account. */
    AccountEntity(UUID id, String username, Instant createdAt) {
        this.id = id;
        this.username = username;
        this.displayName = username;
        this.biography = "";
        this.role = Role.USER;
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    Role role() {
        return role;
    }

    String username() {
        return username;
    }

    @Nullable String email() {
        return email;
    }

    @Nullable String passwordHash() {
        return passwordHash;
    }

    boolean isAnonymous() {
        return email == null;
    }

    @Nullable Instant usernameChangedAt() {
        return usernameChangedAt;
    }

    /** Makes an anonymous account somebody's. */
    void signUp(SignUp wish) {
        username = wish.username();
        displayName = wish.displayName();
        email = wish.email();
        passwordHash = wish.passwordHash();
        liveIn(wish.country(), wish.language());
    }

    void liveIn(@Nullable String newCountry, @Nullable String newLanguage) {
        country = newCountry == null ? country : newCountry;
        language = newLanguage == null ? language : newLanguage;
    }

    /** @return whether that is a change */
    boolean lock(boolean newLocked) {
        var changed = locked != newLocked;
        locked = newLocked;
        return changed;
    }

    void describe(@Nullable String newDisplayName, @Nullable String newBiography) {
        displayName = newDisplayName == null ? displayName : newDisplayName;
        biography = newBiography == null ? biography : newBiography;
    }

    void rename(String newUsername, Instant at) {
        username = newUsername;
        usernameChangedAt = at;
    }

    /** The name before; they wait for another one as long as they would have. */
    void takeBack(String formerUsername) {
        username = formerUsername;
    }

    void rehash(String newHash) {
        passwordHash = newHash;
    }

    void become(Role newRole) {
        role = newRole;
    }

    /** @return whether that is a change */
    boolean close(Instant at, Instant erased) {
        var changed = closedAt == null;
        if (changed) {
            closedAt = at;
            eraseAt = erased;
        }
        return changed;
    }

    /** @return whether that is a change */
    boolean reopen() {
        var changed = closedAt != null;
        closedAt = null;
        eraseAt = null;
        return changed;
    }

    /** @return whether that is a change */
    boolean limit(Instant at) {
        var changed = limitedAt == null;
        limitedAt = changed ? at : limitedAt;
        return changed;
    }

    /** @return whether that is a change */
    boolean liftLimit() {
        var changed = limitedAt != null;
        limitedAt = null;
        return changed;
    }

    /** When it is erased; null while it is open. */
    @Nullable Instant eraseAt() {
        return eraseAt;
    }

    Account toAccount() {
        return new Account(new AccountId(id), username, displayName, biography, null, isAnonymous(), locked, createdAt);
    }

    Me toMe() {
        return new Me(
                new AccountId(id),
                username,
                displayName,
                biography,
                null,
                isAnonymous(),
                locked,
                createdAt,
                email,
                country,
                language,
                role);
    }
}
