// red: Field <io.overdub.feeds.ReactiveByFashion.later>
package io.overdub.feeds;

class ReactiveByFashion {
    io.smallrye.mutiny.Uni<String> later;
}
