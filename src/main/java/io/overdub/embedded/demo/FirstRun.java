package io.overdub.embedded.demo;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** In dev and demo, when the server listens: the people move in, and the banner is printed. Once in the life of a JVM. */
@Singleton
class FirstRun {

    private static final Logger LOG = Logger.getLogger(FirstRun.class);
    private static final String DONE = "io.overdub.embedded.demo.done";

    private final DemoConfig config;
    private final EditorConfig editor;
    private final Clock clock;
    private @Nullable Thread running;

    FirstRun(DemoConfig config, EditorConfig editor, Clock clock) {
        this.config = config;
        this.editor = editor;
        this.clock = clock;
    }

    synchronized void begin(@ObservesAsync HttpServerStart event) {
        var welcome = List.of("dev", "demo").stream().anyMatch(ConfigUtils::isProfileActive);
        if (!welcome || System.getProperty(DONE) != null || running != null) {
            return;
        }
        var address = URI.create("http://localhost:" + port(event));
        running = new Thread(() -> welcome(address), "first run");
        running.setDaemon(true);
        running.setUncaughtExceptionHandler((thread, failure) -> LOG.error("The demo failed; the API works", failure));
        running.start();
    }

    /** A live reload in the middle: the next copy of this class goes on. */
    synchronized void stop(@Observes ShutdownEvent event) {
        if (running != null) {
            running.interrupt();
        }
    }

    /** The event names the port that was asked for; asked for any (0), Quarkus leaves the answer here. */
    private static int port(HttpServerStart event) {
        var asked = event.options().getPort();
        return asked > 0 ? asked : Integer.getInteger("quarkus.http.port", asked);
    }

    private void welcome(URI address) {
        List<Resident> people = List.of();
        try {
            if (config.seed()) {
                var neighbourhood = new Neighbourhood(new PhoneLine(address), SeedFile.load(), clock);
                people = neighbourhood.signIn();
                moveIn(neighbourhood, people);
            }
        } catch (IOException e) {
            LOG.errorf("The demo is not (all) there, the next start goes on: %s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        var contractPage = LaunchMode.current() == LaunchMode.DEVELOPMENT;
        System.out.println(new Banner(address, contractPage, editor.username().orElse(null), people).text());
        System.setProperty(DONE, "");
    }

    private void moveIn(Neighbourhood neighbourhood, List<Resident> people) throws IOException, InterruptedException {
        if (people.stream().allMatch(Resident::hasMovedIn)) {
            return;
        }
        var username = editor.username();
        var password = editor.password();
        if (username.isEmpty() || password.isEmpty()) {
            throw new Unexpected("the quotes need an editor: set accounts.first-admin.username and .password");
        }
        neighbourhood.moveIn(people, neighbourhood.signIn(username.get(), password.get()));
    }
}
