/**
 * What a newcomer finds: three people, their dubs and a banner that says how to go on, in the profiles dev and demo only.
 *
 * <p>Nobody calls this inner room, and it calls nobody: once the server listens it does over HTTP what phones do, with the files of
 * {@code /demo}. So it can't make what a phone could not, and every first run is a small test of the whole.
 *
 * <p>Promises: a failure is one line in the log and never stops the app; a run that was killed is continued by the next start;
 * whoever has moved in only signs in. That everybody has a biography, which is written last, is how a start knows.
 *
 * <p>What might surprise: a system property remembers that the banner was printed, because live reload loads these classes anew.
 */
@NullMarked
package io.overdub.embedded.demo;

import org.jspecify.annotations.NullMarked;
