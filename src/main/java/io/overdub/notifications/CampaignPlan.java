package io.overdub.notifications;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a campaign will come to if all goes well, by the prices that the settings say.
 *
 * @param seconds until the last has it, without the pauses of a canary or of local times
 * @param dollars without what is free of charge
 */
@Schema(name = "CampaignPlan")
record CampaignPlan(
        long devices,
        double seconds,
        long pushRequests,
        long multiplexerCalls,
        long senderCalls,
        double lambdaSeconds,
        double dollars) {}
