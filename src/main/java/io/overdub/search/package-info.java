/**
 * Finding quotes, dubs, people and tags as one types.
 *
 * <p>Nobody comes in: this room answers HTTP and hears of what {@code quotes}, {@code dubs} and {@code accounts} tell.
 *
 * <p>A copy of what can be searched lies in {@code search.index}. Whoever hears that something changed takes a number, reads the truth
 * anew and writes that with the number: whatever order facts come in, what was read later wins. What has become of a hit is asked of its
 * room before anybody sees it, so a copy may be stale without harm: blocks, takedowns and visibility hold in every answer.
 *
 * <p>A document that the engine refuses is put aside with the reason, and the others are written. A job goes over everything in turn,
 * because counts move without telling, and mends what differs. A rebuild fills a second index beside the one that answers.
 *
 * <p>How questions are answered is data: {@link io.overdub.search.index.Rules}, in versions that are only ever added. Each process keeps
 * a copy of the ones that hold and reads again what is older than 2 s; while PostgreSQL is away the last good copy goes on. Rules that
 * cannot hold are refused when they are saved.
 *
 * <p>What people ask is heard beside the request ({@code Ear}). The last 20 questions of a person are theirs alone, for 180 days and
 * until they forget them. What is asked is counted by day for 30 days without a word about who asked, for staff; others see of it only
 * what many ask for.
 *
 * <p>An engine that learns from what people do with its answers ({@code UseDesk}) is told, but of nobody who wants only what is
 * necessary to be recorded.
 *
 * <p>Staff finds what is there whoever may see it ({@code StaffDesk}), and what each of them looked for is on record for good.
 *
 * <p>Somebody whom the viewer mutes is found by what is typed, so that they can be unmuted, and is not among what is popular.
 */
@AppModule(uses = {"accounts", "analytics", "connections", "dubs", "edge", "quotes", "ranking", "uploads"})
@NullMarked
package io.overdub.search;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
