package org.atelier.plugin.imagedatasets;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Plugin;
import org.atelier.plugin.imagedatasets.check.CheckDataset;
import org.atelier.plugin.imagedatasets.check.DatasetCheck;
import org.atelier.plugin.imagedatasets.folder.ImageFiles;
import org.atelier.plugin.imagedatasets.folder.ImageFilesSettings;
import org.atelier.plugin.imagedatasets.folder.ImageFolder;
import org.atelier.plugin.imagedatasets.folder.ImageFolderSettings;
import org.atelier.plugin.imagedatasets.folder.SingleImage;
import org.atelier.plugin.imagedatasets.painting.SamplePaintings;
import org.atelier.plugin.imagedatasets.painting.SamplePaintingsSettings;

/** Offers datasets of images, and a stage that checks them. */
@ServiceProvider(Plugin.class)
public final class ImageDatasetsPlugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.dataset(
            "image-folder",
            "Images from a folder that holds one sub-folder for each class.",
            ImageFolderSettings.class,
            ImageFolder.class),
        Component.dataset(
            "image-files",
            "Images without labels, named by their paths or those of their folders, to be"
                + " classified.",
            ImageFilesSettings.class,
            ImageFiles.class),
        Component.dataset(
            "image-file",
            "One image in its own size and proportions, to be restyled.",
            SingleImage.Settings.class,
            SingleImage.class),
        Component.dataset(
            "sample-paintings",
            "Paintings drawn from a seed in WikiArt's 27 style names: a stand-in, so that"
                + " everything runs without a download.",
            SamplePaintingsSettings.class,
            SamplePaintings.class),
        Component.stage(
            "check-dataset",
            "Reports classes, sizes, broken files, duplicates and leaking groups of datasets.",
            CheckDataset.Settings.class,
            CheckDataset.class,
            DatasetCheck.class));
  }
}
