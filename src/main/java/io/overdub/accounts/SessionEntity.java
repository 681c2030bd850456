package io.overdub.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A sign-in on one device: a line of refresh tokens of which only the newest is good, and briefly the one before. */
@Entity
@Table(schema = "accounts", name = "session")
class SessionEntity {

    /** From the last use. */
    static final Duration LIFE = Duration.ofDays(60);

    /** How long the previous token still works: for a phone that asked and lost the answer. */
    static final Duration GRACE = Duration.ofSeconds(30);

    @Id
    private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    private byte[] salt;

    private int generation;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "rotated_at")
    private Instant rotatedAt;

    @Column(name = "last_used_at")
    private Instant lastUsedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column
    private String network;

    @Column(name = "user_agent")
    private String userAgent;

    protected SessionEntity() {}

    SessionEntity(UUID id, UUID accountId, byte[] salt, Instant now) {
        this.id = id;
        this.accountId = accountId;
        this.salt = salt.clone();
        this.generation = 1;
        this.createdAt = now;
        this.rotatedAt = now;
        this.network = "";
        this.userAgent = "";
        touch(now);
    }

    UUID id() {
        return id;
    }

    UUID accountId() {
        return accountId;
    }

    byte[] salt() {
        return salt.clone();
    }

    int generation() {
        return generation;
    }

    boolean isPrevious(int claimed) {
        return claimed == generation - 1;
    }

    boolean isWithinGrace(Instant now) {
        return now.isBefore(rotatedAt.plus(GRACE));
    }

    void rotate(Instant now) {
        generation++;
        rotatedAt = now;
        touch(now);
    }

    void usedFrom(String newNetwork, String newUserAgent) {
        network = newNetwork;
        userAgent = newUserAgent;
    }

    private void touch(Instant now) {
        lastUsedAt = now;
        expiresAt = now.plus(LIFE);
    }
}
