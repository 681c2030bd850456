package io.overdub.analytics;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import java.util.List;
import java.util.UUID;

/**
 * How people took to these dubs and quotes has changed; {@link Receptions} says to what.
 *
 * @param items some of them may be nothing that there is: phones say what they played
 */
@StableName("analytics.receptions_counted")
public record ReceptionsCounted(List<UUID> items) implements DomainEvent {}
