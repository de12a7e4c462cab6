"""The process's memory: watched against a ceiling, freed near it, its peak recorded."""

import gc
import logging
import sys
from collections.abc import Callable

import psutil

try:
    import resource
except ImportError:
    # Windows, where the system itself counts the peak.
    resource = None  # type: ignore[assignment]

logger = logging.getLogger(__name__)

CEILING_MB = 500.0
WARN_SHARE = 0.85
FREE_SHARE = 0.95
REGROWTH_SHARE = 0.05
_MB = 1024.0 * 1024.0
# getrusage counts kilobytes on Linux, bytes on macOS.
_PEAK_UNIT = 1.0 if sys.platform == "darwin" else 1024.0


class MemoryManager:
    """Warns once at 85 % of the ceiling and frees what can be made again at 95 %."""

    def __init__(
        self, ceiling_mb: float = CEILING_MB, free: Callable[[], object] = gc.collect
    ) -> None:
        self.ceiling_mb = ceiling_mb
        self._free = free
        self._process = psutil.Process()
        self._has_warned = False
        self._worth_freeing_mb = 0.0

    def resident_mb(self) -> float:
        """Resident memory now, MB."""
        return float(self._process.memory_info().rss) / _MB

    @staticmethod
    def peak_mb() -> float:
        """Largest resident memory of the process so far, MB."""
        if resource is None:
            memory = psutil.Process().memory_info()
            return float(getattr(memory, "peak_wset", memory.rss)) / _MB
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _PEAK_UNIT / _MB

    def watch(self) -> float:
        """Look at the memory, warn or free where it is due; resident MB afterwards."""
        resident = self.resident_mb()
        if resident > max(FREE_SHARE * self.ceiling_mb, self._worth_freeing_mb):
            self._free()
            freed = resident - self.resident_mb()
            # What could not be freed now is not looked for again until there is more of it.
            self._worth_freeing_mb = self.resident_mb() + REGROWTH_SHARE * self.ceiling_mb
            logger.info(
                "memory at %.0f of %.0f MB: %.0f MB freed", resident, self.ceiling_mb, freed
            )
            return self.resident_mb()
        if resident > WARN_SHARE * self.ceiling_mb and not self._has_warned:
            self._has_warned = True
            logger.warning("memory at %.0f of %.0f MB", resident, self.ceiling_mb)
        return resident
