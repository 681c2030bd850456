package io.overdub.accounts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether others see and hear anything of an account.
 *
 * @param changes who limited it and lifted that, and why, the latest first; at most 50
 */
@Schema(name = "AccountLimit")
record Limit(boolean limited, List<Change> changes) {

    @Schema(name = "AccountLimitChange")
    record Change(UUID id, boolean limited, String reason, AccountId byId, Instant at) {}
}
