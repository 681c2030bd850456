package io.overdub.dubs;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import java.util.List;

/**
 * What others may see of a dub is not what it was: it was published, edited, shown to others than before, or deleted. Those of one dub
 * are published in the order in which they became true.
 *
 * @param tags those that it has now and those that it had before
 */
@StableName("dubs.dub_changed")
public record DubChanged(DubId dub, List<String> tags) implements DomainEvent {}
