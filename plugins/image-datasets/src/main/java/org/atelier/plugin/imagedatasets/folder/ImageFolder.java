package org.atelier.plugin.imagedatasets.folder;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.atelier.api.ClassCounts;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.UserException;
import org.atelier.api.service.FileTrust;
import org.atelier.api.service.Progress;
import org.atelier.api.service.Warnings;
import org.atelier.plugin.imagedatasets.cache.CacheFolder;
import org.atelier.plugin.imagedatasets.cache.CachedPixels;
import org.atelier.plugin.imagedatasets.cache.ContentHash;
import org.atelier.plugin.imagedatasets.cache.FileIndex;
import org.atelier.plugin.imagedatasets.cache.PixelCache;
import org.atelier.plugin.imagedatasets.decoding.BrokenImageException;
import org.atelier.plugin.imagedatasets.decoding.ImageDecoder;
import org.atelier.plugin.imagedatasets.decoding.PixelSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images from a folder that holds one sub-folder for each class.
 *
 * <p>The first look at the contents decodes every image that the cache does not have; reading an
 * image is then a copy from the cache. An image that the cache could not take is decoded at each
 * reading.
 */
public final class ImageFolder implements Dataset {
  private static final Logger LOG = LoggerFactory.getLogger(ImageFolder.class);

  private final ImageFolderSettings settings;
  private final Path cacheFolder;
  private final PixelCache.Limits cacheLimits;
  private final FileTrust trust;
  private final Warnings warnings;
  private final ImageLoader loader;
  private final GroupRule groups;
  private volatile State state;

  /** What is known once the folder was read; pixels that the cache does not have are empty. */
  private record State(
      DatasetContents contents,
      List<ImageFile> files,
      List<ContentHash> hashes,
      List<Optional<CachedPixels>> pixels,
      List<BrokenImage> broken) {}

  /** Makes the dataset; nothing is read yet. */
  @Inject
  public ImageFolder(
      ImageFolderSettings settings, Progress progress, FileTrust trust, Warnings warnings) {
    this(
        settings,
        progress,
        settings
            .cache()
            .orElseGet(
                () -> CacheFolder.standard(System.getenv(), System.getProperty("user.home"))),
        PixelCache.Limits.STANDARD,
        trust,
        warnings);
  }

  ImageFolder(
      ImageFolderSettings settings,
      Progress progress,
      Path cacheFolder,
      PixelCache.Limits cacheLimits,
      FileTrust trust,
      Warnings warnings) {
    this.settings = settings;
    this.cacheFolder = cacheFolder;
    this.cacheLimits = cacheLimits;
    this.trust = trust;
    this.warnings = warnings;
    loader = new ImageLoader("image-folder", settings.imageSize(), settings.resize(), progress);
    groups = GroupRule.of(settings.group());
  }

  @Override
  public DatasetContents contents() {
    return state().contents();
  }

  @Override
  public void read(int position, ByteBuffer target) {
    State state = state();
    Optional<CachedPixels> pixels = state.pixels().get(position);
    if (pixels.isEmpty() || !pixels.get().copyTo(target)) {
      target.put(loader.decodeAgain(state.files().get(position), state.hashes().get(position)));
    }
  }

  /** Returns the images that cannot be read and are left out for that. */
  public List<BrokenImage> broken() {
    return state().broken();
  }

  /** Returns the hash of an image's file. */
  public ContentHash fileHash(int position) {
    return state().hashes().get(position);
  }

  /**
   * Returns the size that an image has in its file; empty if the file can no longer be read.
   *
   * @param position the image's position
   */
  public Optional<PixelSize> originalSize(int position) {
    try {
      return Optional.of(loader.originalSize(state().files().get(position)));
    } catch (IOException | BrokenImageException e) {
      LOG.debug("no size of {}", state().files().get(position).path(), e);
      return Optional.empty();
    }
  }

  private State state() {
    if (state == null) {
      synchronized (this) {
        if (state == null) {
          state = open();
        }
      }
    }
    return state;
  }

  private State open() {
    Instant begun = Instant.now();
    FileIndex index =
        trust.bySizeAndTime()
            ? FileIndex.read(cacheFolder, settings.path())
            : FileIndex.blank(cacheFolder, settings.path());
    FolderScan scan = FolderScan.of(settings.path(), index);
    if (!scan.skipped().isEmpty()) {
      warnings.add("image-folder: '%s': skipped %s".formatted(settings.path(), scan.skipped()));
    }
    exclude(scan);
    List<String> classNames = ClassNames.of(settings, scan);
    groups.check(settings.path(), scan.images());
    try (PixelCache cache = newCache()) {
      List<ImageLoader.Loaded> all =
          loader.load(
              "reading images of '%s'".formatted(settings.path().getFileName()),
              scan.images(),
              new PlaneKeeper.OnDisk(index, cache));
      cache.flush();
      Optional<IOException> indexFailure = remember(index, all, scan.excluded(), begun);
      List<BrokenImage> broken = broken(scan, all);
      reportBroken(broken, scan, all);
      List<ImageLoader.Loaded> whole =
          all.stream().filter(image -> image.broken().isEmpty()).toList();
      State opened = state(classNames, whole, broken, cache);
      reportEmptyClasses(opened.contents(), scan);
      cache.failure().or(() -> indexFailure).ifPresent(e -> reportFailedCache(e, opened));
      return opened;
    }
  }

  private void exclude(FolderScan scan) {
    Set<String> ids = ExcludeList.read(settings.exclude());
    List<String> unknown = scan.exclude(ids);
    if (!unknown.isEmpty()) {
      warnings.add(
          "image-folder: %d of the %s in '%s' name no image of '%s': %s"
              .formatted(
                  unknown.size(),
                  Words.count(ids.size(), "id", "ids"),
                  settings.exclude().orElseThrow(),
                  settings.path(),
                  Words.list(unknown, ", ")));
    }
  }

  private PixelCache newCache() {
    int size = settings.imageSize();
    // Everything that the pixels depend on besides the file is in the folder's name.
    String name =
        "%d-%s-v%d"
            .formatted(
                size, settings.resize().name().toLowerCase(Locale.ROOT), ImageDecoder.VERSION);
    return new PixelCache(cacheFolder.resolve(name), 3 * size * size, cacheLimits);
  }

  private static Optional<IOException> remember(
      FileIndex index, List<ImageLoader.Loaded> images, List<ImageFile> excluded, Instant seen) {
    FileIndex.Update update = new FileIndex.Update(seen);
    // What is known of them stays known, for a dataset that does not leave them out.
    for (ImageFile file : excluded) {
      index
          .find(file.id(), file.stamp())
          .ifPresent(hash -> update.add(file.id(), file.stamp(), hash));
    }
    for (ImageLoader.Loaded image : images) {
      image.hash().ifPresent(hash -> update.add(image.file().id(), image.file().stamp(), hash));
    }
    try {
      index.replace(update);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  private static List<BrokenImage> broken(FolderScan scan, List<ImageLoader.Loaded> images) {
    List<BrokenImage> broken = new ArrayList<>(scan.unreadable());
    images.forEach(image -> image.broken().ifPresent(broken::add));
    return List.copyOf(broken);
  }

  private void reportBroken(
      List<BrokenImage> broken, FolderScan scan, List<ImageLoader.Loaded> images) {
    if (broken.isEmpty()) {
      return;
    }
    int total = images.size() + scan.unreadable().size();
    String found =
        "image-folder: %d of the %s of '%s' cannot be read"
            .formatted(broken.size(), Words.count(total, "image", "images"), settings.path());
    String list = "\n  " + Words.list(broken, "\n  ");
    if (settings.onBroken() == OnBroken.FAIL) {
      throw new UserException(
          found + ":" + list,
          "mend or remove these files, or set 'on-broken: skip' to leave them out");
    }
    warnings.add(found + " and " + (broken.size() == 1 ? "is" : "are") + " left out:" + list);
  }

  private State state(
      List<String> classNames,
      List<ImageLoader.Loaded> images,
      List<BrokenImage> broken,
      PixelCache cache) {
    Map<String, Integer> labels = new HashMap<>();
    for (String name : classNames) {
      labels.put(name, labels.size());
    }
    List<LabelledImage> labelled = new ArrayList<>();
    List<ContentHash> hashes = new ArrayList<>();
    for (ImageLoader.Loaded image : images) {
      ImageFile file = image.file();
      labelled.add(new LabelledImage(file.id(), labels.get(file.className()), groups.of(file)));
      hashes.add(image.hash().orElseThrow());
    }
    int size = settings.imageSize();
    return new State(
        new DatasetContents(
            classNames,
            labelled,
            size,
            size,
            settings.resize(),
            fingerprint(classNames, labelled, hashes, broken)),
        images.stream().map(ImageLoader.Loaded::file).toList(),
        List.copyOf(hashes),
        hashes.stream().map(cache::find).toList(),
        broken);
  }

  private String fingerprint(
      List<String> classNames,
      List<LabelledImage> images,
      List<ContentHash> hashes,
      List<BrokenImage> broken) {
    StringBuilder text = new StringBuilder();
    text.append(settings.imageSize()).append(' ').append(settings.resize());
    text.append(' ').append(ImageDecoder.VERSION).append('\n');
    // lengths keep two lists from reading alike
    classNames.forEach(name -> text.append(name.length()).append(' ').append(name).append('\n'));
    for (int i = 0; i < images.size(); i++) {
      LabelledImage image = images.get(i);
      text.append(hashes.get(i).hex()).append(' ').append(image.label()).append(' ');
      text.append(image.id().length()).append(' ').append(image.id()).append(' ');
      text.append(image.group().map(group -> group.length() + " " + group).orElse("-"));
      text.append('\n');
    }
    // What is left out is part of what a report on the folder says.
    broken.forEach(image -> text.append("broken ").append(image.id()).append('\n'));
    return ContentHash.of(text.toString()).hex();
  }

  private void reportEmptyClasses(DatasetContents contents, FolderScan scan) {
    List<ImageFile> excluded = scan.excluded();
    if (contents.size() == 0) {
      throw noImages(excluded.size(), scan.besides());
    }
    ClassCounts counts = contents.classCounts();
    List<String> empty = new ArrayList<>();
    for (int label = 0; label < counts.classes(); label++) {
      if (counts.count(label) == 0) {
        empty.add(empty(contents.classNames().get(label), excluded));
      }
    }
    String warning = ClassNames.checkEmpty(settings, empty, scan.besides());
    if (!warning.isEmpty()) {
      warnings.add(warning);
    }
  }

  private UserException noImages(int excluded, String besides) {
    return excluded == 0
        ? new UserException(
            "image-folder: '%s' holds no images that can be read%s"
                .formatted(settings.path(), besides),
            "put JPEG, PNG, GIF, BMP or WebP images into its class folders")
        : new UserException(
            "image-folder: '%s' holds no images that can be read, besides %d that 'exclude' leaves out"
                .formatted(settings.path(), excluded),
            "take ids out of '%s'".formatted(settings.exclude().orElseThrow()));
  }

  private static String empty(String className, List<ImageFile> excluded) {
    long count = excluded.stream().filter(image -> image.className().equals(className)).count();
    return count == 0 ? className : "%s ('exclude' leaves out %d)".formatted(className, count);
  }

  private void reportFailedCache(IOException failure, State opened) {
    long missing = opened.pixels().stream().filter(Optional::isEmpty).count();
    long megabytes = ((missing * 3 * settings.imageSize() * settings.imageSize()) >> 20) + 1;
    warnings.add(
        ("image-folder: the cache '%s' cannot be used fully (%s): %d of the %s of '%s' are decoded"
                + " at each use, which is slow. Make room there, or set 'cache' or ATELIER_CACHE to a"
                + " folder with %d MB to spare")
            .formatted(
                cacheFolder,
                Words.reason(failure),
                missing,
                Words.count(opened.contents().size(), "image", "images"),
                settings.path(),
                megabytes));
  }
}
