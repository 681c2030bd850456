package io.overdub.uploads.work;

import io.overdub.uploads.work.WorkFolders.WorkFolder;

/** Decodes and encodes with ffmpeg, in children of this process. */
final class FfmpegWorkshop implements Workshop {

    private final Tools tools;
    private final WorkFolders folders;

    FfmpegWorkshop(Tools tools, WorkFolders folders) {
        this.tools = tools;
        this.folders = folders;
    }

    @Override
    public Tool tool() {
        return Tool.FFMPEG;
    }

    @Override
    public Verdict work(Order order) {
        try (WorkFolder folder = folders.folder()) {
            var original = folder.path().resolve("original");
            order.fetch(original);
            return switch (order.kind()) {
                case FILM -> new FilmWork(tools, folder.path(), order).make(original);
                case SOUND -> new SoundWork(tools, folder.path(), order).make(original);
            };
        } catch (GivenUp e) {
            return e.verdict();
        }
    }

    @Override
    public void abandon() {
        tools.close();
    }

    @Override
    public void close() {
        folders.close();
    }
}
