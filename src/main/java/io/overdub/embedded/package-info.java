/**
 * PostgreSQL, Redis and an S3 store for whoever has none: development, tests and the demo.
 *
 * <p>Nobody calls this room. It is a source of settings of low rank: when a key such as {@code quarkus.redis.hosts} is
 * asked for and nothing else answers, the engine behind it is started and its address is the answer. A real setting wins,
 * and then nothing is started. In production the source does not exist, and a production package may leave the engines'
 * libraries out: no class here that names them is loaded before the first question.
 *
 * <p>Promises: engines listen on 127.0.0.1 only, behind passwords made for the folder; data in dev and demo survives
 * restarts and {@code kill -9} (fsync on); a test run starts fresh; one folder serves one process at a time; what a killed
 * run left behind is stopped first.
 *
 * <p>What might surprise: answers are remembered in system properties, because live reload loads these classes anew while
 * the engines stay up. PostgreSQL and Redis run as daemons in sessions of their own: Ctrl-C reaches a whole process group,
 * and they must outlive Quarkus' draining. A shutdown hook stops them once Quarkus is down. The S3 store lives in this JVM
 * and ends with it; it alone is started anew when its class loader is replaced.
 *
 * <p>Secrets that production must configure ({@code overdub.secret}, {@code accounts.tokens.keys}) are made once for each
 * data folder, so that none stands in the repository.
 */
@AppModule
@NullMarked
package io.overdub.embedded;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
