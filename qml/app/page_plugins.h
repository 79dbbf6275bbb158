#pragma once

#include <QtQml/qqmlextensionplugin.h>

/// Links every page of the app into a program. Include it once, in the file with main().
Q_IMPORT_QML_PLUGIN(Sightline_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Sightline_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_ActionsPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_ChildrenPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_TodayPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_CapturePlugin)
Q_IMPORT_QML_PLUGIN(Sightline_RecordsPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_FrameworkPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_SyncPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_TemplatesPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_MorePlugin)
Q_IMPORT_QML_PLUGIN(Sightline_JoiningPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_LockPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_YearPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_AppPlugin)
