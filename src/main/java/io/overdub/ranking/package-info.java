/**
 * Formulas as data: the team changes how feeds are ranked while the app runs.
 *
 * <p>Other rooms ask {@link io.overdub.ranking.Formulas} for the {@link io.overdub.ranking.Ranker} of a name, fill in each
 * {@link io.overdub.ranking.Feature} that it reads, and sort by the score. This room knows no dub and no person. A room whose formulas read
 * something else, and that keeps them itself, compiles them with {@link io.overdub.ranking.Score}.
 *
 * <p>A saved formula is live at once on the process that saved it and within 2 s on the others: each keeps a copy of what is live, with
 * the compiled scores, and reads again what is older. While PostgreSQL is away the last good copy goes on. A formula that cannot rank is
 * refused when it is saved, not when it is read: it must compile, name nothing unknown, give a default for what may be missing, and give
 * a finite score to some thousand candidates, corners of all features among them.
 *
 * <p>Versions are only ever added; which one is live is a row of its own, so going back is one call and loses nothing. Roles stand as
 * text here, since accounts are on the same level.
 */
@AppModule(uses = {"edge"})
@NullMarked
package io.overdub.ranking;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
