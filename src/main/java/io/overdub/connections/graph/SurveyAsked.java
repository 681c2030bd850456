package io.overdub.connections.graph;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import java.util.UUID;

/** Somebody of the team wants the two engines compared, and the other one mended or not. */
@StableName("connections.survey_asked")
record SurveyAsked(UUID survey, boolean mends) implements DomainEvent {}
